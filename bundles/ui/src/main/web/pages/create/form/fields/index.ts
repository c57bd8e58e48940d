import type { Field } from '@rjsf/utils';
import { EntityPicker, MyGroupsPicker, OwnedEntityPicker, OwnerPicker } from './EntityPicker';
import { EntityTagsPicker } from './EntityTagsPicker';
import { MultiEntityPicker } from './MultiEntityPicker';
import { RepoUrlPicker } from './RepoUrlPicker';
import { EntityNamePicker, RepoBranchPicker, RepoOwnerPicker, SecretField } from './TextFields';

/** The fields that templates can name with `ui:field`. */
export const customFields = {
  EntityPicker,
  EntityNamePicker,
  EntityTagsPicker,
  MultiEntityPicker,
  MyGroupsPicker,
  OwnedEntityPicker,
  OwnerPicker,
  RepoBranchPicker,
  RepoOwnerPicker,
  RepoUrlPicker,
  Secret: SecretField,
} as unknown as Record<string, Field>;
