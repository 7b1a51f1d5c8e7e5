// The screens by name: what each is called, its key after `g`, and how it is fetched. Each is a file of its own, so that
// what one needs (the map, charts) loads with it alone.
import type { Component } from 'svelte';
import { address, type Route, type Screen } from './lib/route';

export interface ScreenProps {
  route: Route;
}

export interface ScreenInfo {
  name: Screen;
  title: string;
  key: string;
  to: string;
  load: Load;
  /** What an address with an id shows, where that is a page of its own. */
  one?: { title: string; load: Load };
}

export type Load = () => Promise<{ default: Component<ScreenProps> }>;

export const SCREENS: readonly ScreenInfo[] = [
  { name: 'desk', title: 'Desk', key: 'd', to: address('desk'), load: () => import('./screens/desk/Desk.svelte') },
  {
    name: 'explore',
    title: 'Explore',
    key: 'e',
    to: address('explore'),
    load: () => import('./screens/explore/Explore.svelte'),
    one: { title: 'Event', load: () => import('./screens/event/Event.svelte') },
  },
  { name: 'reader', title: 'Read', key: 'r', to: address('reader'), load: () => import('./screens/reader/Reader.svelte') },
  { name: 'figures', title: 'Figures', key: 'f', to: address('figures'), load: () => import('./screens/figures/Figures.svelte') },
  { name: 'talks', title: 'Talks', key: 't', to: address('talks'), load: () => import('./screens/talks/Talks.svelte') },
  { name: 'log', title: 'Log', key: 'l', to: address('log'), load: () => import('./screens/log/Log.svelte') },
];
