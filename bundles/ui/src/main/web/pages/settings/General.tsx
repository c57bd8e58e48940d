import { IconDeviceDesktop, IconMoon, IconPalette, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useContributed } from '~/contributions/contributions';
import { languages, setLanguage } from '~/i18n';
import { safeUrl } from '~/rest/entity';
import { useSession } from '~/rest/session';
import { setFolded, useFolded } from '~/shell/folded';
import { setTheme, useTheme } from '~/shell/theme';
import { Card } from '~/ui/Card';
import { EntityLink } from '~/ui/EntityLink';
import { Checkbox, Select } from '~/ui/Field';
import { Choices } from './Choices';
import styles from './Settings.module.css';

/** Who one is here, and how the portal looks. */
export function General() {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.grid}>
      <Card title={t('profile.title')}>
        <Profile />
      </Card>
      <Card title={t('look.title')}>
        <Look />
      </Card>
    </div>
  );
}

function Profile() {
  const { t } = useTranslation('settings');
  const { userEntityRef, ownershipEntityRefs, displayName, email, picture } = useSession();
  const others = ownershipEntityRefs.filter((ref) => ref !== userEntityRef);
  if (!userEntityRef) {
    return <p>{t('profile.token')}</p>;
  }
  const image = safeUrl(picture);
  return (
    <div className={styles.profile}>
      {image && <img src={image} alt="" width={56} height={56} className={styles.picture} />}
      <dl className={styles.facts}>
        {displayName && (
          <>
            <dt>{t('profile.name')}</dt>
            <dd>{displayName}</dd>
          </>
        )}
        <dt>{t('profile.user')}</dt>
        <dd>
          <EntityLink entityRef={userEntityRef} />
        </dd>
        {email && (
          <>
            <dt>{t('profile.email')}</dt>
            <dd>{email}</dd>
          </>
        )}
        <dt>{t('profile.owns')}</dt>
        <dd>
          {others.length === 0 ? (
            t('profile.ownsNothing')
          ) : (
            <ul className={styles.refs}>
              {others.map((ref) => (
                <li key={ref}>
                  <EntityLink entityRef={ref} />
                </li>
              ))}
            </ul>
          )}
          <p className={styles.help}>{t('profile.ownsHelp')}</p>
        </dd>
      </dl>
    </div>
  );
}

function Look() {
  const { t, i18n } = useTranslation('settings');
  const { choice } = useTheme();
  const folded = useFolded();
  const themes = useContributed('themes');
  return (
    <div className={styles.stack}>
      <Choices
        label={t('look.theme')}
        value={choice}
        onChange={setTheme}
        choices={[
          { id: 'system', label: t('shell:theme.system'), icon: <IconDeviceDesktop /> },
          { id: 'light', label: t('shell:theme.light'), icon: <IconSun /> },
          { id: 'dark', label: t('shell:theme.dark'), icon: <IconMoon /> },
          ...themes.map(({ id, title }) => ({ id, label: title, icon: <IconPalette /> })),
        ]}
      />
      <Select
        label={t('look.language')}
        value={languages.find(({ id }) => id === i18n.resolvedLanguage)?.id ?? 'en'}
        options={languages.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => void setLanguage(id)}
      />
      <div>
        <Checkbox
          label={t('look.pinned')}
          checked={!folded}
          onChange={({ target }) => setFolded(!target.checked)}
        />
        <p className={styles.help}>{t('look.pinnedHelp')}</p>
      </div>
    </div>
  );
}
