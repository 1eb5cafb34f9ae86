/**
 * The engine's settings: read once at start, checked, and handed on as records.
 *
 * <p>{@link io.cartwright.config.ConfigKeys} declares every key once: name, kind, default, range,
 * description. The reader, the default file {@code config/cartwright.yaml} and the page {@code
 * src/docs/configuration.md} follow from it. The file overrides the defaults, an environment
 * variable overrides the file. A name that is not declared is refused with the nearest one that is,
 * so that a slip of the pen never runs as a default.
 */
package io.cartwright.config;
