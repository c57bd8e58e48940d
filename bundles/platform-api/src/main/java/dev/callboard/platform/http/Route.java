package dev.callboard.platform.http;

/**
 * One route.
 *
 * @param method the HTTP method, such as {@code GET}
 * @param path the path below the server root, such as {@code /api/hello/greeting}
 * @param permission the permission it needs, {@code public}, {@code authenticated}, or {@code
 *     undeclared} for a route that is not served
 */
public record Route(String method, String path, String permission) {}
