"""Facts that travel with the program: YAML files here, frozen models out; a module a subject, each fact with its source."""
