import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Markdown } from '~/ui/Markdown';
import { Tag } from '~/ui/Tag';
import type { AsyncApi as Api, AsyncMessage, AsyncOperation } from './asyncapi';
import styles from './Definitions.module.css';
import type { Json } from './parse';
import { Schema } from './Schema';

/** Channels, what is sent and received on them, and of what form. */
export default function AsyncApi({ model }: { model: Api }) {
  const { t } = useTranslation('apis');
  return (
    <div className={styles.viewer}>
      <header>
        <h2 className={styles.title}>
          {model.title} {model.version && <Tag>{model.version}</Tag>}
        </h2>
        {model.description && <Markdown text={model.description} headings={3} />}
      </header>
      {model.servers.length > 0 && (
        <section>
          <h3 className={styles.part}>{t('async.servers')}</h3>
          <ul>
            {model.servers.map((server) => (
              <li key={server.name} className={styles.line}>
                <strong>{server.name}</strong>
                <code>{server.url}</code>
                {server.protocol && <Tag>{server.protocol}</Tag>}
                {server.description && <span className={styles.hint}>{server.description}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3 className={styles.part}>{t('async.channels')}</h3>
        {model.channels.map((channel) => (
          <section key={channel.name} className={styles.box} aria-label={channel.address}>
            <h4 className={styles.boxTitle}>
              <code>{channel.address}</code>
            </h4>
            {channel.description && <Markdown text={channel.description} headings={5} />}
            {channel.operations.map((operation) => (
              <Operation key={operation.id} operation={operation} root={model.root} />
            ))}
            {channel.messages.map((message) => (
              <Message key={message.name} message={message} root={model.root} />
            ))}
          </section>
        ))}
      </section>
      {model.schemas.length > 0 && (
        <section>
          <h3 className={styles.part}>{t('async.schemas')}</h3>
          <div className={styles.box}>
            {model.schemas.map(([name, schema]) => (
              <Schema key={name} root={model.root} name={name} schema={schema} depth={2} />
            ))}
          </div>
        </section>
      )}
    </div>
  );
}

function Operation({ operation, root }: { operation: AsyncOperation; root: Json }) {
  const { t } = useTranslation('apis');
  const sends = operation.action === 'send';
  const Icon = sends ? IconArrowUpRight : IconArrowDownLeft;
  return (
    <div className={styles.operation}>
      <p className={styles.line}>
        <Tag tone={sends ? 'green' : 'blue'}>
          <Icon aria-hidden size={14} className={styles.arrow} />
          {t(sends ? 'async.sends' : 'async.receives')}
        </Tag>
        <code>{operation.id}</code>
        {operation.summary && <span>{operation.summary}</span>}
      </p>
      {operation.description && <Markdown text={operation.description} headings={5} />}
      {operation.messages.map((message) => (
        <Message key={message.name} message={message} root={root} />
      ))}
    </div>
  );
}

function Message({ message, root }: { message: AsyncMessage; root: Json }) {
  const { t } = useTranslation('apis');
  return (
    <div className={styles.message}>
      <p className={styles.line}>
        <strong>{message.title ?? message.name}</strong>
        {message.contentType && <span className={styles.hint}>{message.contentType}</span>}
      </p>
      {(message.summary ?? message.description) && (
        <Markdown text={message.summary ?? message.description ?? ''} headings={5} />
      )}
      {message.headers !== undefined && (
        <Schema root={root} name={t('async.headers')} schema={message.headers} depth={2} />
      )}
      {message.payload !== undefined && (
        <Schema root={root} name={t('async.payload')} schema={message.payload} depth={1} />
      )}
    </div>
  );
}
