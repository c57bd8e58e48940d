package dev.callboard.plugins.lifecycle;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.management.InstanceNotFoundException;
import javax.management.IntrospectionException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

/** Unregisters the MBeans that a plugin has left. */
final class ManagedBeans {
  private ManagedBeans() {}

  /**
   * Unregisters beans.
   *
   * @param mine tells the class loader of the plugin
   * @param packages packages of the plugin, for beans in a wrapper of the JDK
   */
  static List<String> sweep(Predicate<ClassLoader> mine, Set<String> packages) {
    List<String> culprits = new ArrayList<>();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(null, null)) {
      try {
        if (mine.test(server.getClassLoaderFor(name)) || isFrom(packages, server, name)) {
          server.unregisterMBean(name);
          culprits.add("The MBean " + name + " was left, and is unregistered");
        }
      } catch (InstanceNotFoundException e) {
        // It went meanwhile, which is just as well.
        continue;
      } catch (MBeanRegistrationException e) {
        culprits.add("The MBean " + name + " was left, and refuses to go");
      }
    }
    return culprits;
  }

  private static boolean isFrom(Set<String> packages, MBeanServer server, ObjectName name)
      throws InstanceNotFoundException {
    try {
      String type = server.getMBeanInfo(name).getClassName();
      return packages.contains(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
    } catch (IntrospectionException | ReflectionException e) {
      return false;
    }
  }
}
