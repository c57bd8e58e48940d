import { describe, expect, it } from 'vitest';
import { reviewItems } from '~/pages/create/review';

const step = {
  title: 'One',
  schema: {
    properties: {
      owner: { title: 'Owner', 'ui:field': 'OwnerPicker' },
      free: { title: 'Free', 'ui:field': 'EntityPicker' },
      repo: { title: 'Repository', 'ui:field': 'RepoUrlPicker' },
    },
  },
};

describe('the review', () => {
  it('names entities by reference, leaves other texts, and writes repositories as people do', () => {
    const values = {
      owner: 'group:default/platform',
      free: 'anything',
      repo: 'gerrit.example.com?repo=shop',
    };
    expect(reviewItems(step, values)).toEqual([
      { label: 'Owner', text: 'group:default/platform', refs: ['group:default/platform'] },
      { label: 'Free', text: 'anything', block: false },
      { label: 'Repository', text: 'gerrit.example.com/shop' },
    ]);
  });
});
