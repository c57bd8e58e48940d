package dev.callboard.catalog.validate;

import dev.callboard.catalog.model.RelationEdge;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on one document of a file.
 *
 * @param index its place in the file, from 0
 * @param line where it starts, from 1
 * @param verdict what a catalog would do with it
 * @param ref its canonical reference, when it has one
 * @param relations the relations of a valid one, both directions
 * @param errors why it is not valid
 * @param warnings what could not be checked here
 */
public record DocumentVerdict(
    int index,
    int line,
    Verdict verdict,
    Optional<String> ref,
    List<RelationEdge> relations,
    List<Finding> errors,
    List<Finding> warnings) {}
