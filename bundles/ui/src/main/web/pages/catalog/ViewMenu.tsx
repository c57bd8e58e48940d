import { IconBookmark } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useUserSetting } from '~/rest/settings';
import { Button } from '~/ui/Button';
import { Dialog } from '~/ui/Dialog';
import { TextField } from '~/ui/Field';
import { Menu } from '~/ui/Menu';
import { toast } from '~/ui/toast';

interface View {
  name: string;
  search: string;
}

/** Filters under a name, kept for the user on every machine. */
export function ViewMenu() {
  const { t } = useTranslation('catalog');
  const navigate = useNavigate();
  const { search } = useLocation();
  const [views, setViews] = useUserSetting<View[]>('callboard.catalog', 'views', []);
  const [naming, setNaming] = useState(false);
  const current = views.find((view) => view.search === search);
  const remove = (view: View) => {
    setViews(views.filter((other) => other !== view));
    toast(t('views.removed', { name: view.name }), {
      action: { label: t('shell:state.undo'), run: () => setViews(views) },
    });
  };
  return (
    <>
      <Menu
        label={t('views.label')}
        actions={[
          ...views.map((view) => ({
            id: `view:${view.name}`,
            label: view.name,
            run: () => void navigate({ search: view.search }),
          })),
          current
            ? {
                id: 'remove',
                label: t('views.remove', { name: current.name }),
                danger: true,
                run: () => remove(current),
              }
            : { id: 'save', label: t('views.save'), run: () => setNaming(true) },
        ]}
      >
        <IconBookmark aria-hidden /> {current?.name ?? t('views.label')}
      </Menu>
      {naming && (
        <NameDialog
          onClose={() => setNaming(false)}
          onSave={(name) => {
            setViews([...views.filter((view) => view.name !== name), { name, search }]);
            setNaming(false);
          }}
        />
      )}
    </>
  );
}

function NameDialog({ onClose, onSave }: { onClose: () => void; onSave: (name: string) => void }) {
  const { t } = useTranslation('catalog');
  const [name, setName] = useState('');
  return (
    <Dialog title={t('views.save')} size="small" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave(name.trim());
        }}
        style={{ display: 'grid', gap: 16 }}
      >
        <TextField
          label={t('views.name')}
          help={t('views.help')}
          autoFocus
          required
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" variant="primary" disabled={!name.trim()}>
          {t('views.save')}
        </Button>
      </form>
    </Dialog>
  );
}
