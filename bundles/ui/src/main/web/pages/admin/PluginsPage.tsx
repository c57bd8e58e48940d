import { Route, Routes } from 'react-router';
import { Board } from './plugins/Board';
import { Detail } from './plugins/Detail';
import { usePluginEvents } from './plugins/lifecycle';

/** The plugins of the server, and each of them in full. Both follow what happens while they show. */
export default function PluginsPage() {
  const events = usePluginEvents();
  return (
    <Routes>
      <Route index element={<Board events={events} />} />
      <Route path=":id" element={<Detail events={events} />} />
    </Routes>
  );
}
