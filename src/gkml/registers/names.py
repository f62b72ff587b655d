"""Names that are known to be right: channels, platforms and terms, with the slips that are made in them."""

from functools import cache, lru_cache

from pydantic import Field, TypeAdapter

from gkml.registers.fact import Fact, facts


class ChannelOption(Fact):
    """An option of the national check-list of channels, with the wordings that forms of other fields have for it."""

    name: str
    variants: tuple[str, ...] = ()
    verified: bool
    source: str


class Platform(Fact):
    """A platform that many catalogs publish on; `aliases` are shorter names that mean it."""

    name: str
    aliases: tuple[str, ...] = ()
    verified: bool
    source: str


class InternalSystem(Fact):
    """A kind of system that the public does not see, by words of its name; a name with one of `excepted` is public."""

    words: tuple[str, ...]
    excepted: tuple[str, ...] = Field(default=(), alias="except")
    what: str
    verified: bool
    source: str


class KnownChannels(Fact):
    """What is known of channels: the options of the national forms, public platforms, systems that are not public."""

    options: tuple[ChannelOption, ...]
    platforms: tuple[Platform, ...]
    internal: tuple[InternalSystem, ...]


class PlatformSpelling(Fact):
    """A national platform; `wrong` are other spellings, `bare` one that lacks 国家 and is right behind a place name."""

    name: str
    wrong: tuple[str, ...] = ()
    bare: str = ""
    verified: bool
    source: str


class Term(Fact):
    """A word that laws and official papers write in one way; `wrong` are slips wherever they stand."""

    name: str
    wrong: tuple[str, ...]
    verified: bool
    source: str


@cache
def known_channels() -> KnownChannels:
    return KnownChannels.model_validate(facts("channels"))


@lru_cache(maxsize=4096)
def internal_kind(channel: str) -> str:
    """Returns in Chinese the kind of internal system that a channel is; "" if the public may see it."""
    internal = (kind for kind in known_channels().internal if any(word in channel for word in kind.words))
    return next((kind.what for kind in internal if not any(word in channel for word in kind.excepted)), "")


@cache
def platform_spellings() -> tuple[PlatformSpelling, ...]:
    return TypeAdapter(tuple[PlatformSpelling, ...]).validate_python(facts("platforms")["platforms"])


@cache
def terms() -> tuple[Term, ...]:
    return TypeAdapter(tuple[Term, ...]).validate_python(facts("terms")["terms"])


@cache
def _canonical_channels() -> dict[str, str]:
    register = known_channels()
    spelt = {
        _folded(variant): option.name for option in register.options for variant in (option.name, *option.variants)
    }
    spelt |= {_folded(alias): each.name for each in register.platforms for alias in (each.name, *each.aliases)}
    return spelt


def canonical_channel(name: str) -> str:
    """Returns the usual name of a channel in any spelling; an unknown channel itself without spaces."""
    return _canonical_channels().get(_folded(name), _folded(name))


def _folded(name: str) -> str:
    return "".join(name.split()).replace("(", "（").replace(")", "）").replace("“", "").replace("”", "")
