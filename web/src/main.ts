// Puts the page into the document. Nothing else runs before it.
import { mount } from 'svelte';
import App from './App.svelte';
import './lib/theme.css';
import { applyTheme } from './lib/theme';

applyTheme();

const target = document.getElementById('page');
if (!target) throw new Error('index.html holds no #page');

export default mount(App, { target });
