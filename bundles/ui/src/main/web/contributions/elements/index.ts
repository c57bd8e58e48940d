import './view.css';
import { ButtonElement, DialogElement, FieldElement, SelectElement, TabsElement } from './controls';
import { ChartElement, KeyValuesElement, ListElement, SkeletonElement, TableElement } from './data';
import { EntityLinkElement } from './entityLink';
import {
  AvatarElement,
  CardElement,
  CodeElement,
  EmptyStateElement,
  ErrorElement,
  StatusElement,
  TagElement,
} from './simple';
import { ViewElement } from './view';

const ELEMENTS: Record<string, CustomElementConstructor> = {
  'cb-avatar': AvatarElement,
  'cb-button': ButtonElement,
  'cb-card': CardElement,
  'cb-chart': ChartElement,
  'cb-code': CodeElement,
  'cb-dialog': DialogElement,
  'cb-empty-state': EmptyStateElement,
  'cb-entity-link': EntityLinkElement,
  'cb-error': ErrorElement,
  'cb-field': FieldElement,
  'cb-key-values': KeyValuesElement,
  'cb-list': ListElement,
  'cb-select': SelectElement,
  'cb-skeleton': SkeletonElement,
  'cb-status': StatusElement,
  'cb-table': TableElement,
  'cb-tabs': TabsElement,
  'cb-tag': TagElement,
  'cb-view': ViewElement,
};

// What plugins build with (docs/reference/ui-elements.md); loaded when something of a plugin is first shown.
for (const [name, constructor] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) {
    customElements.define(name, constructor);
  }
}
