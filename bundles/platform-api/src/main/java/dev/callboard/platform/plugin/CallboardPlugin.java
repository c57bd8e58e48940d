package dev.callboard.platform.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Makes a bundle a plugin, by a capability in the namespace {@value #NAMESPACE}. Put it on one
 * class or on the {@code package-info} of the bundle. The REST application of the bundle is served
 * at {@code /api/<id>}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.PACKAGE})
@Capability(namespace = CallboardPlugin.NAMESPACE)
public @interface CallboardPlugin {
  /** The namespace of the capability. */
  String NAMESPACE = "dev.callboard.plugin";

  /**
   * The id: 1 to 63 of {@code a-z 0-9 -}, starting with a letter. It belongs to the publisher who
   * first used it.
   */
  @Attribute("id")
  String id();

  /** A name for people. */
  @Attribute("name")
  String name() default "";

  /** What it does, in a sentence. */
  @Attribute("description")
  String description() default "";
}
