package dev.callboard.plugins.lifecycle;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Deregisters the JDBC drivers of its own class loader. The DriverManager lets only classes of the
 * driver's loader do that, so {@link Drivers} defines a copy of this class in the plugin's. It must
 * refer to nothing but the JDK.
 */
public final class DriverTemplate implements Callable<List<String>> {
  /** For the copy. */
  public DriverTemplate() {}

  @Override
  public List<String> call() throws SQLException {
    List<String> removed = new ArrayList<>();
    ClassLoader mine = getClass().getClassLoader();
    for (Driver driver : java.util.Collections.list(DriverManager.getDrivers())) {
      if (driver.getClass().getClassLoader() == mine) {
        DriverManager.deregisterDriver(driver);
        removed.add(driver.getClass().getName());
      }
    }
    return removed;
  }
}
