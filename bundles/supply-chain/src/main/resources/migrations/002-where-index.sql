-- Answers where a package is from the index alone.
DROP INDEX component_package;
CREATE INDEX component_place ON component (package_id, version, document_id, seq);
