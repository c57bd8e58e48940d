-- The address of the repository that an entity was found in, in lower case; empty when in none.
ALTER TABLE discovery_given ADD COLUMN repository TEXT NOT NULL DEFAULT '';
CREATE INDEX discovery_given_repository ON discovery_given (provider, repository);
