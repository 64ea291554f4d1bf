// Where the second script is for a module: in the same package.

const bring = () => import('./later.js');
