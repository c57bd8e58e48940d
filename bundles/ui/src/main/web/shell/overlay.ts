import { createContext, useContext } from 'react';

/** What lies over the page, one thing at a time. */
export type Overlay = 'palette' | 'shortcuts' | undefined;

export const OverlayContext = createContext<(overlay: Overlay) => void>(() => {});

/** Opens what the frame can lay over the page. */
export const useOpenOverlay = () => useContext(OverlayContext);
