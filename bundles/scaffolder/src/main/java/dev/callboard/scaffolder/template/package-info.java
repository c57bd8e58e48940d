/**
 * A closed interpreter for the template language of Backstage's scaffolder.
 *
 * <p>The language is that of Nunjucks 3.2.4 with Backstage's filters and functions. Values are JSON
 * values: {@code Map}, {@code List}, {@code String}, {@code Number}, {@code Boolean} and null. A
 * template has no way to anything else: no class, file, environment variable or network address can
 * be named in it, and time, output, work and depth of a rendering are bounded.
 *
 * <p>The package knows neither OSGi nor files nor a JSON library.
 */
package dev.callboard.scaffolder.template;
