# gkml in an image. Without LibreOffice: docker build --target gkml .   With it (PDF, older Office formats): docker build .
# Use: docker run --rm --user "$(id -u)" --volume "$PWD:/work" gkml build
# The base is pinned by digest. --build-arg BASE=… takes another one with Python 3.11 or 3.12, pip and venv, for instance a
# copy in an office's own registry; PIP_INDEX_URL, PIP_NO_INDEX and PIP_FIND_LINKS (below /source) say where wheels come from.
ARG BASE=python:3.12.12-slim-bookworm@sha256:593bd06efe90efa80dc4eee3948be7c0fde4134606dd40d8dd8dbcade98e669c

FROM ${BASE} AS build
ARG PIP_INDEX_URL
ARG PIP_NO_INDEX
ARG PIP_FIND_LINKS
WORKDIR /source
COPY . .
RUN python3 -m venv --without-pip /opt/gkml \
 && python3 -m pip --python /opt/gkml/bin/python install --no-cache-dir --constraint constraints.txt '.[pdf,lsp]'

FROM ${BASE} AS gkml
COPY --from=build /opt/gkml /opt/gkml
# Any user may run it: nothing but /work and /tmp is written.
ENV PATH=/opt/gkml/bin:$PATH HOME=/tmp LANG=C.UTF-8
RUN useradd --uid 10001 --no-create-home --home-dir /tmp gkml
USER 10001
WORKDIR /work
ENTRYPOINT ["gkml"]
CMD ["--help"]

FROM gkml AS gkml-libreoffice
USER root
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/*
USER 10001
