package dev.callboard.platform.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that a caller needs for a route. On a class it holds for each method without a
 * declaration of its own. A route that carries neither this nor {@link PublicRoute} nor {@link
 * AuthenticatedRoute} does not exist: it answers 404, and the log says why when the plugin starts.
 *
 * <p>A permission with a {@link #resourceType} can be answered by conditions. Then the check of the
 * route lets the request pass unless the answer is a plain denial, and the resource applies the
 * conditions to what it reads.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresPermission {
  /** The name of the permission, such as {@code catalog.entity.read}. */
  String value();

  /**
   * What the permission lets one do: {@code create}, {@code read}, {@code update} or {@code
   * delete}.
   */
  String action() default "read";

  /**
   * The type of resource that conditions speak of, such as {@code catalog-entity}; empty for none.
   */
  String resourceType() default "";
}
