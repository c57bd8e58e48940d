package dev.callboard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordColumnsTest {
  /** Each body is read as JSON says: the last of two members, nothing of what is not there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'ts':'1','eventId':'2','severity':'3','status':'4','actor':{'ref':'5','x':[{}]},"
            + "'meta':{'ts':'no'},'target':{'kind':'6','ref':'7'},'z':{'ref':[1]}}|1,2,3,4,5,6,7",
        "{'ts':'1','eventId':'2','severity':'3','status':'4','actor':{'ref':'5'},"
            + "'target':{'kind':'6','ref':'7'},'actor':{}}|1,2,3,4,,6,7",
        "{'ts':'0','ts':'1','eventId':'2','severity':'3','status':'4','actor':{'ref':'5'},"
            + "'target':{'kind':'6','ref':'7'}}|1,2,3,4,5,6,7",
        "{'ts':1,'eventId':null,'severity':true,'status':{},'actor':'5','target':[]}"
            + "|1,null,true,,,,",
        "{'actor/ref':'5','actor':{'actor':{'ref':'5'}},'ref':'5'}|,,,,,,",
        "{'ts':'1'|,,,,,,",
        "[]|,,,,,,",
        "none|,,,,,,",
      })
  void theColumnsOfARecordAreReadAsItStands(String body, String expected) {
    List<String> columns = new RecordColumns().of(body.replace('\'', '"'));
    assertEquals(List.of(expected.split(",", -1)), columns);
  }
}
