package dev.callboard.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.cli.doctor.Finding.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MachineCheckTest {
  private static final long MIB = 1 << 20;
  private static final Path DATA = Path.of("data");

  @Test
  void java17IsTheOldestThatDoes() {
    assertEquals(Level.ERROR, MachineCheck.java(16).level());
    assertEquals(Level.OK, MachineCheck.java(17).level());
    assertEquals(Level.OK, MachineCheck.java(25).level());
  }

  @Test
  void lessThan512MiBOfMemoryIsAWarning() {
    assertEquals(Level.WARNING, MachineCheck.memory(512 * MIB - 1).level());
    assertEquals(Level.OK, MachineCheck.memory(512 * MIB).level());
  }

  @Test
  void lessThan2GiBOfDiskIsAWarningAndLessThan200MiBAnError() {
    assertEquals(Level.ERROR, MachineCheck.disk(200 * MIB - 1, DATA).level());
    assertEquals(Level.WARNING, MachineCheck.disk(200 * MIB, DATA).level());
    assertEquals(Level.WARNING, MachineCheck.disk(2_048 * MIB - 1, DATA).level());
    assertEquals(Level.OK, MachineCheck.disk(2_048 * MIB, DATA).level());
  }

  @Test
  void aNetworkFileSystemIsAnError() {
    assertEquals(Level.ERROR, MachineCheck.fileSystem("nfs4", DATA).level());
    assertEquals(Level.ERROR, MachineCheck.fileSystem("CIFS", DATA).level());
    assertEquals(Level.OK, MachineCheck.fileSystem("ext4", DATA).level());
    assertEquals(Level.OK, MachineCheck.fileSystem("overlay", DATA).level());
  }
}
