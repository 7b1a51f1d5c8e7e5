// Light, dark, or as the system has it: kept in this browser, written on <html data-theme>.
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'dateline.theme';

export function theme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function applyTheme(wanted: Theme = theme()): void {
  if (wanted === 'system') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
    return;
  }
  localStorage.setItem(KEY, wanted);
  document.documentElement.dataset.theme = wanted;
}
