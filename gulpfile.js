const { dest, parallel, src } = require('gulp');

// `encoding: false`: the files are copied byte by byte.
const copyIcons = () => src('icons/**/*.svg', { encoding: false }).pipe(dest('dist/icons'));
const copyCodex = () => src('nodes/**/*.node.json', { encoding: false }).pipe(dest('dist/nodes'));

exports['build:icons'] = parallel(copyIcons, copyCodex);
