import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { type Entity, parseRef } from './entity';

/** A form of a template: one page for each step. */
export interface ParameterSchema {
  title: string;
  description?: string;
  presentation?: { buttonLabels?: Record<string, string> };
  'ui:options'?: Record<string, unknown>;
  steps: FormStep[];
  formDecorators?: { id: string; input?: unknown }[];
  EXPERIMENTAL_formDecorators?: { id: string; input?: unknown }[];
}

export interface FormStep {
  title: string;
  description?: string;
  schema: JsonObject;
}

export type JsonObject = Record<string, unknown>;

export type TaskStatus = 'open' | 'processing' | 'completed' | 'failed' | 'cancelled';

export interface TaskStep {
  id: string;
  name: string;
  action: string;
}

/** What a task waits for. */
export interface Waiting {
  stepId: string;
  stepName: string;
  kind: 'approval' | 'time';
  since: string;
  until: string;
  approvers?: string[];
  message?: string;
  byInitiator?: boolean;
}

export interface Task {
  id: string;
  spec: {
    steps: TaskStep[];
    parameters?: JsonObject;
    templateInfo?: { entityRef?: string; entity?: { metadata?: Entity['metadata'] } };
    user?: { ref?: string };
  };
  status: TaskStatus;
  createdAt: string;
  lastHeartbeatAt?: string;
  createdBy?: string;
  waiting?: Waiting;
}

export interface TaskEvent {
  id: number;
  type: 'log' | 'completion' | 'cancelled' | 'recovered';
  createdAt: string;
  body: {
    message: string;
    stepId?: string;
    status?: string;
    output?: TaskOutput;
    error?: { name?: string; message?: string };
    waiting?: Waiting;
    subStep?: { id: string; status: string };
  };
}

export interface TaskOutput {
  links?: { title?: string; icon?: string; url?: string; entityRef?: string }[];
  text?: { title?: string; icon?: string; content?: string }[];
  [key: string]: unknown;
}

export interface TaskPage {
  tasks: Task[];
  totalTasks: number;
}

export interface Example {
  description?: string;
  example: string;
  notes?: string;
}

export interface Action {
  id: string;
  description?: string;
  examples?: Example[];
  schema?: { input?: JsonObject; output?: JsonObject };
}

export interface TemplatingExtensions {
  filters: Record<string, Extension>;
  globals: { functions: Record<string, Extension>; values: Record<string, Extension> };
}

export interface Extension {
  description?: string;
  schema?: JsonObject;
  value?: unknown;
  examples?: Example[];
}

export interface DryRunFile {
  path: string;
  base64Content: string;
  executable?: boolean;
}

export interface DryRunResult {
  log: { body: { message: string; stepId?: string; status?: string } }[];
  directoryContents: DryRunFile[];
  output: TaskOutput;
  steps?: TaskStep[];
}

/** One thing in the values that the server does not take. */
export interface ValueError {
  path: (string | number)[];
  message: string;
}

const part = encodeURIComponent;

export const parameterSchemaQuery = (templateRef: string) => {
  const { kind, namespace, name } = parseRef(templateRef, { kind: 'template' });
  return queryOptions({
    queryKey: ['scaffolder', 'parameter-schema', templateRef],
    queryFn: ({ signal }) =>
      api.get<ParameterSchema>(
        `/scaffolder/v2/templates/${part(namespace)}/${part(kind)}/${part(name)}/parameter-schema`,
        { signal },
      ),
  });
};

export interface TaskListQuery {
  createdBy?: string;
  status?: string;
  limit: number;
  offset?: number;
  /** Such as `desc:created_at`. */
  order?: string;
}

export const tasksQuery = (query: TaskListQuery) =>
  queryOptions({
    queryKey: ['scaffolder', 'tasks', query],
    queryFn: ({ signal }) =>
      api.get<TaskPage>('/scaffolder/v2/tasks', { params: { ...query }, signal }),
  });

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['scaffolder', 'task', id],
    queryFn: ({ signal }) => api.get<Task>(`/scaffolder/v2/tasks/${part(id)}`, { signal }),
  });

export interface PendingApproval {
  taskId: string;
  templateRef: string;
  createdBy: string;
  createdAt: string;
  waiting: Waiting;
}

/** What waits for the answer of whoever asks. */
export const approvalsQuery = queryOptions({
  queryKey: ['scaffolder', 'approvals'],
  queryFn: ({ signal }) =>
    api.get<{ approvals: PendingApproval[]; totalApprovals: number }>('/scaffolder/v2/approvals', {
      params: { limit: 100 },
      signal,
    }),
});

export const actionsQuery = queryOptions({
  queryKey: ['scaffolder', 'actions'],
  queryFn: ({ signal }) => api.get<Action[]>('/scaffolder/v2/actions', { signal }),
});

export const extensionsQuery = queryOptions({
  queryKey: ['scaffolder', 'extensions'],
  queryFn: ({ signal }) =>
    api.get<TemplatingExtensions>('/scaffolder/v2/templating-extensions', { signal }),
});

export interface NewTask {
  templateRef: string;
  values: JsonObject;
  secrets: Record<string, string>;
}

export const scaffolder = {
  create: (task: NewTask) => api.post<{ id: string }>('/scaffolder/v2/tasks', task),
  cancel: (id: string) => api.post(`/scaffolder/v2/tasks/${part(id)}/cancel`),
  retry: (id: string, secrets: Record<string, string> = {}) =>
    api.post(`/scaffolder/v2/tasks/${part(id)}/retry`, { secrets }),
  approve: (id: string, step: string, decision: 'approve' | 'reject', comment?: string) =>
    api.post(`/scaffolder/v2/tasks/${part(id)}/approvals/${part(step)}`, { decision, comment }),
  dryRun: (body: {
    template?: JsonObject;
    templateRef?: string;
    values: JsonObject;
    secrets: Record<string, string>;
    directoryContents?: DryRunFile[];
  }) => api.post<DryRunResult>('/scaffolder/v2/dry-run', body),
};
