package dev.callboard.it.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the methods of a test class inside a framework with the bundles of the distribution. Fields
 * with {@code javax.inject.Inject} get services. The class must use nothing but the JDK, Jupiter's
 * assertions and what the bundles export.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(ContainerExtension.class)
public @interface InContainer {}
