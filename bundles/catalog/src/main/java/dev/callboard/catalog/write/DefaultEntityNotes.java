package dev.callboard.catalog.write;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.api.EntityNote;
import dev.callboard.catalog.api.EntityNotes;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.ingest.EntityProcessing;
import dev.callboard.platform.error.PortalException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores notes, some hundred at a time so that other writers get their turn. */
@Component(service = EntityNotes.class)
public final class DefaultEntityNotes implements EntityNotes {
  private static final int BATCH = 500;
  private static final Pattern TYPE =
      Pattern.compile("(?!backstage\\.io/)[a-z0-9.-]{1,100}/[a-z0-9.-]{1,60}");

  private final EntityProcessing processing;
  private final JsonMapper json = JsonMapper.builder().build();

  /** Called by the framework. */
  @Activate
  public DefaultEntityNotes(@Reference EntityProcessing processing) {
    this.processing = requireNonNull(processing, "processing is null");
  }

  @Override
  public void put(String type, Map<EntityRef, Optional<EntityNote>> notes) {
    if (!TYPE.matcher(type).matches()) {
      throw PortalException.input(
          "The type of a note must be such as example.com/costs, and not of backstage.io: " + type);
    }
    Map<String, Optional<String>> batch = new LinkedHashMap<>();
    for (Map.Entry<EntityRef, Optional<EntityNote>> each : notes.entrySet()) {
      batch.put(each.getKey().toString(), each.getValue().map(this::write));
      if (batch.size() == BATCH) {
        store(type, batch);
      }
    }
    store(type, batch);
  }

  private void store(String type, Map<String, Optional<String>> batch) {
    if (!batch.isEmpty()) {
      processing.store().note(type, batch);
      batch.clear();
    }
  }

  private String write(EntityNote note) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("level", note.level().text());
    object.put("message", note.message());
    object.put("annotations", new TreeMap<>(note.annotations()));
    object.put("fields", new TreeMap<>(note.fields()));
    try {
      return json.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are JSON", e);
    }
  }
}
