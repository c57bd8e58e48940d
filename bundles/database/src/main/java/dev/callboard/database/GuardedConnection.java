package dev.callboard.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * The connection as work sees it: it cannot end the transaction, change the session, or be used
 * after the work has ended.
 */
final class GuardedConnection implements InvocationHandler {
  private static final Set<String> REFUSED =
      Set.of(
          "commit",
          "abort",
          "setAutoCommit",
          "setReadOnly",
          "setSchema",
          "setCatalog",
          "setTransactionIsolation",
          "setNetworkTimeout",
          "setHoldability",
          "setClientInfo",
          "unwrap");

  private final Connection connection;
  private volatile boolean over;

  GuardedConnection(Connection connection) {
    this.connection = connection;
  }

  Connection proxy() {
    return (Connection)
        Proxy.newProxyInstance(
            GuardedConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
  }

  /** Says that the work has ended. */
  void end() {
    over = true;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(this, arguments);
    }
    if (name.equals("close")) {
      return null;
    }
    if (name.equals("isClosed") && over) {
      return true;
    }
    if (over) {
      throw new SQLException("The connection belongs to work that has ended; do not keep it");
    }
    if (name.equals("getAutoCommit") || name.equals("isWrapperFor")) {
      return false;
    }
    if (REFUSED.contains(name) || (name.equals("rollback") && arguments == null)) {
      throw new SQLException(name + " is up to the platform; throw to roll back");
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other != null
            && Proxy.isProxyClass(other.getClass())
            && Proxy.getInvocationHandler(other) == this);
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "GuardedConnection[" + (over ? "ended" : "open") + "]";
  }
}
