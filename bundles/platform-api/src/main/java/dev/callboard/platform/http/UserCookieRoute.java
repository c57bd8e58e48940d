package dev.callboard.platform.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@code GET} route that browsers reach without a script, such as a picture in a page, and that
 * therefore takes the user's cookie where no bearer token comes. Stands beside {@link
 * RequiresPermission} or {@link AuthenticatedRoute}, which decide as ever. The route must change
 * nothing: a page of anybody can make a browser call it.
 *
 * <p>A plugin with such a route serves {@code GET} and {@code DELETE} of {@code
 * /.backstage/auth/v1/cookie}, which set and take back the cookie. It is good for this plugin only.
 * On other methods than {@code GET} the annotation counts for nothing, and the log says so.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface UserCookieRoute {}
