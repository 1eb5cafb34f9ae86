package io.cartwright.store;

import java.util.UUID;

/** A document with the site that it was found on, where all sites were looked through. */
public record OnSite<T>(UUID siteId, Stored<T> stored) {}
