import * as Plot from '@observablehq/plot'; console.log(Plot)
