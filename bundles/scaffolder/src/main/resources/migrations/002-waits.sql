-- Steps may wait for a time or for people, without a worker: the status is 'waiting' then. Steps
-- of a template that a step runs have a scope of their own, such as '2.-1/' below turn -1 of step 2.
ALTER TABLE tasks ADD COLUMN waiting TEXT;
ALTER TABLE tasks ADD COLUMN wake_at BIGINT;
CREATE INDEX tasks_wake ON tasks (wake_at);

CREATE TABLE scoped_steps (
  task_id TEXT NOT NULL,
  scope TEXT NOT NULL DEFAULT '',
  step INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  state TEXT NOT NULL,
  -- set just before the action is called
  input_digest TEXT,
  output TEXT,
  -- outputs that nobody may see, sealed; their names outlive them
  secrets BYTEA,
  secret_names TEXT,
  error TEXT,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (task_id, scope, step, turn)
);
INSERT INTO scoped_steps (task_id, scope, step, turn, state, input_digest, output, error, started_at, ended_at)
  SELECT task_id, '', step, turn, state, input_digest, output, error, started_at, ended_at FROM task_steps;
DROP TABLE task_steps;
ALTER TABLE scoped_steps RENAME TO task_steps;

CREATE TABLE scoped_checkpoints (
  task_id TEXT NOT NULL,
  scope TEXT NOT NULL DEFAULT '',
  step INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (task_id, scope, step, turn, name)
);
INSERT INTO scoped_checkpoints (task_id, scope, step, turn, name, value)
  SELECT task_id, '', step, turn, name, value FROM task_checkpoints;
DROP TABLE task_checkpoints;
ALTER TABLE scoped_checkpoints RENAME TO task_checkpoints;

-- At most one wait of a task has no answer.
CREATE TABLE task_waits (
  task_id TEXT NOT NULL,
  scope TEXT NOT NULL DEFAULT '',
  step INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  name TEXT NOT NULL,
  until_at BIGINT NOT NULL,
  -- empty when the time has passed
  answer TEXT,
  PRIMARY KEY (task_id, scope, step, turn, name)
);

-- Who is asked, and was; own: whether the initiator may answer too.
CREATE TABLE task_approvers (
  task_id TEXT NOT NULL,
  approver TEXT NOT NULL,
  requester TEXT NOT NULL,
  own INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  PRIMARY KEY (task_id, approver)
);
CREATE INDEX task_approvers_asked ON task_approvers (approver, asked);
