package dev.callboard.platform.http;

import dev.callboard.platform.identity.PrincipalType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that every caller with valid credentials of one of these types may use, whatever the
 * policy says.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AuthenticatedRoute {
  /** The types of caller that are let in. Another type gets 403. */
  PrincipalType[] value() default {PrincipalType.USER, PrincipalType.SERVICE, PrincipalType.PLUGIN};
}
