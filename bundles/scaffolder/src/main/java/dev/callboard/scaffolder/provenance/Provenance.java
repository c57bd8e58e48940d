package dev.callboard.scaffolder.provenance;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How an entity came to be.
 *
 * @param entityRef the entity
 * @param taskId the task that registered it
 * @param templateRef the template of the task
 * @param version the version of the template at the time
 * @param inputs {@code parameters} and {@code user} of the task, without the parameters in {@code
 *     hidden}
 * @param inputsDigest the digest of the parameters
 * @param repository the URL of the folder with the files, or empty
 * @param folder the folder of the workspace that was published, empty for all of it
 * @param notKept why there are no files of the time, or empty
 * @param createdBy who created the task
 * @param createdAt when it was registered
 */
public record Provenance(
    String entityRef,
    String taskId,
    String templateRef,
    String version,
    Map<String, Object> inputs,
    String inputsDigest,
    Optional<String> repository,
    String folder,
    Optional<String> notKept,
    String createdBy,
    Instant createdAt) {}
