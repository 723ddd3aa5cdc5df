package io.fenji.customer.mapping;

/// A mapping with its name and version; built-in ones are version 0.
public record StoredMapping(String name, long version, Mapping mapping) {
    public boolean builtIn() {
        return version == 0;
    }
}
