package dev.callboard.plugins.lifecycle;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Unregisters the MBeans that a plugin has left. */
final class ManagedBeans {
  private ManagedBeans() {}

  static List<String> sweep(Predicate<ClassLoader> mine) {
    List<String> culprits = new ArrayList<>();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(null, null)) {
      try {
        if (mine.test(server.getClassLoaderFor(name))) {
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
}
