import './style/index.css';

import { render } from 'preact';

import { readWhatIsShown } from './state/reading';
import { follow } from './state/sync';
import { App } from './view/App';

const place = document.getElementById('page');
if (place) render(<App />, place);
follow();
readWhatIsShown();
