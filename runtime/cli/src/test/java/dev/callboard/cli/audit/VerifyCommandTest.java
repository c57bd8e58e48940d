package dev.callboard.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.audit.AuditFile;
import dev.callboard.cli.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final int RECORDS = 12;

  @TempDir private Path home;
  private Program program;
  private AuditFile log;

  @BeforeEach
  void create() throws Exception {
    program = new Program(home);
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config/app-config.yaml"), "app: {title: t}\n");
    log = new AuditFile(home.resolve("data/db/audit.sqlite"), RECORDS);
  }

  @AfterEach
  void close() throws Exception {
    log.close();
  }

  private int verify(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "audit";
    all[1] = "verify";
    System.arraycopy(more, 0, all, 2, more.length);
    return program.run(all);
  }

  private void says(String text) {
    assertTrue(program.out().contains(text), program.out() + program.err());
  }

  private String lastRecord() {
    assertEquals(0, verify(), program.out() + program.err());
    return program
        .out()
        .lines()
        .filter(line -> line.startsWith("Last record: "))
        .findFirst()
        .orElseThrow()
        .substring("Last record: ".length());
  }

  /** Somebody who can write the file takes away first what only the server's tables have. */
  private void tamper(String statement) throws Exception {
    for (String trigger :
        new String[] {
          "audit_event_no_update",
          "audit_event_no_delete",
          "audit_head_no_delete",
          "audit_head_grows"
        }) {
      log.sql("DROP TRIGGER " + trigger);
    }
    log.sql(statement);
  }

  @Test
  void aWholeLogGivesStatus0AndItsLastRecord() {
    String last = lastRecord();
    says("The audit log is whole: 12 records");
    assertTrue(last.matches("12:sha256:[0-9a-f]{64}"), last);
    assertEquals(0, verify("--expect", last));
  }

  @Test
  void aRecordThatWasNotedEarlierIsFoundAlthoughMoreCame() throws Exception {
    String last = lastRecord();
    log.append(RECORDS + 1, RECORDS + 3);
    assertEquals(0, verify("--expect", last), program.out());
    says("15 records");
  }

  @Test
  void anEditedRecordGivesStatus1AndItsNumber() throws Exception {
    tamper(
        "UPDATE audit_event SET body = replace(body, '/a\"', '/b\"'),"
            + " actor = 'user:default/b' WHERE seq = 7");
    assertEquals(1, verify());
    says("NOT whole: record 7: was changed");
  }

  @Test
  void aColumnThatIsNotThatOfItsContentGivesStatus1() throws Exception {
    tamper("UPDATE audit_event SET actor = 'user:default/b' WHERE seq = 7");
    assertEquals(1, verify());
    says("NOT whole: record 7: was changed: its columns");
  }

  @Test
  void aDeletedRecordGivesStatus1AndItsNumber() throws Exception {
    tamper("DELETE FROM audit_event WHERE seq = 7");
    assertEquals(1, verify());
    says("NOT whole: record 7: row 7 is missing");
  }

  @Test
  void aCutEndIsFoundByTheHead() throws Exception {
    tamper("DELETE FROM audit_event WHERE seq > 9");
    assertEquals(1, verify());
    says("record 10: the log ends here, but row 12 is known to exist");
  }

  @Test
  void aCutEndWithItsHeadIsFoundByWhatIsExpectedOnly() throws Exception {
    String last = lastRecord();
    tamper(
        "DELETE FROM audit_event WHERE seq > 9; UPDATE audit_head SET seq = 9, hash = (SELECT hash"
            + " FROM audit_event WHERE seq = 9)");
    assertEquals(0, verify());
    says("9 records");
    assertEquals(1, verify("--expect", last));
    says("NOT the one that was expected: it does not have " + last);
  }

  @Test
  void aCutEndWithItsHeadIsFoundBySignedCheckpoints() throws Exception {
    log.sign(home.resolve("data"));
    log.append(RECORDS + 1, RECORDS + 3);
    assertEquals(0, verify(), program.out() + program.err());
    says("Signed checkpoints: 1");
    tamper(
        "DELETE FROM audit_event WHERE seq > 9; UPDATE audit_head SET seq = 9, hash = (SELECT hash"
            + " FROM audit_event WHERE seq = 9)");
    assertEquals(1, verify());
    says("NOT whole: record 10: the log lacks records up to 12, which was signed at ");
    Path copy = home.resolve("elsewhere");
    Files.copy(home.resolve("data/audit/keys.txt"), copy);
    Files.delete(home.resolve("data/audit/keys.txt"));
    assertEquals(0, verify(), "no key, no checkpoint");
    assertEquals(1, verify("--keys", copy.toString()));
    Files.writeString(copy, "no key");
    assertEquals(2, verify("--keys", copy.toString()));
  }

  @Test
  void whatCannotBeCheckedGivesStatus2() throws Exception {
    assertEquals(2, verify("--data", home.resolve("nowhere").toString()));
    assertTrue(program.err().contains("nowhere"), program.err());
    Files.writeString(
        home.resolve("data/db/audit.sqlite"), "this is no database at all, it is text");
    assertEquals(2, verify());
  }

  @Test
  void wrongUsageGivesStatus2() {
    assertEquals(2, verify("--expect", "12"));
    assertTrue(program.err().contains("--expect takes a number and a hash"), program.err());
    assertEquals(2, program.run("audit"));
  }
}
