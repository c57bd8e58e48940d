import { describe, expect, it } from 'vitest';
import { repoUrlOf } from '~/pages/create/form/repoUrl';

describe('the repository of an address', () => {
  it.each([
    ['https://github.com/acme/shop', 'github.com?owner=acme&repo=shop'],
    ['https://github.com/acme/shop.git', 'github.com?owner=acme&repo=shop'],
    ['https://github.com/acme/shop/tree/main/docs', 'github.com?owner=acme&repo=shop'],
    ['https://gitlab.com/acme/web/shop/-/tree/main', 'gitlab.com?owner=acme%2Fweb&repo=shop'],
    [
      'https://dev.azure.com/acme/web/_git/shop?path=/x',
      'dev.azure.com?organization=acme&project=web&repo=shop',
    ],
    [
      'https://bitbucket.example.com/projects/WEB/repos/shop/browse',
      'bitbucket.example.com?project=WEB&repo=shop',
    ],
    ['https://bitbucket.org/acme/shop/src', 'bitbucket.org?workspace=acme&repo=shop'],
  ])('%s', (address, repoUrl) => expect(repoUrlOf(address)).toBe(repoUrl));

  it('is none where the address names none', () => {
    expect(repoUrlOf('https://github.com/acme')).toBeUndefined();
    expect(repoUrlOf('nothing')).toBeUndefined();
  });
});
