// A module that explains errors to the developer wherever it is loaded.
import { explainErrors } from '../explainErrors.ts';

explainErrors();
