-- The runs of templates. A row is written by whoever holds its fence: each claim gives a new one.
CREATE TABLE tasks (
  id TEXT NOT NULL PRIMARY KEY,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  principal TEXT NOT NULL,
  template_ref TEXT NOT NULL,
  spec TEXT NOT NULL,
  status TEXT NOT NULL,
  -- sealed; null as soon as the task has ended
  secrets BYTEA,
  -- counts the times that it was started over; part of idempotency keys
  generation INTEGER NOT NULL,
  node TEXT,
  fence BIGINT NOT NULL,
  -- goes up while a node works on it: one that stands still belongs to a node that is gone
  beat BIGINT NOT NULL,
  heartbeat_at BIGINT,
  cancel INTEGER NOT NULL,
  -- the id of the last event
  events BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX tasks_status ON tasks (status, created_by, created_at);
CREATE INDEX tasks_created ON tasks (created_at);

CREATE TABLE task_events (
  task_id TEXT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (task_id, id)
);

-- The journal. Turn -1 is the step itself, others are the turns of an "each".
CREATE TABLE task_steps (
  task_id TEXT NOT NULL,
  step INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  state TEXT NOT NULL,
  input_digest TEXT,
  output TEXT,
  error TEXT,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (task_id, step, turn)
);

CREATE TABLE task_checkpoints (
  task_id TEXT NOT NULL,
  step INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (task_id, step, turn, name)
);

-- The workspace as it was after the last step that ended, packed and cut into parts.
CREATE TABLE task_files (
  task_id TEXT NOT NULL,
  part INTEGER NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (task_id, part)
);
