-- Counts by entity, and the list in the order in which it is shown, from the indexes alone.
DROP INDEX finding_order;
DROP INDEX finding_entity;
CREATE INDEX finding_entity ON finding (entity_ref, severity, state, kev);
CREATE INDEX finding_worst ON finding (kev DESC, severity DESC, score DESC, id, state, entity_ref);
