-- Why facts that are left out are not known.
ALTER TABLE fact ADD COLUMN missing TEXT NOT NULL DEFAULT '';
