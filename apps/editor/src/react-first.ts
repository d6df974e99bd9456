// Brings React up from a file of its own. It makes errors meanwhile, and for each of them a browser that is watched reads
// once more every file that stands on the stack: called from the entry, that would be all the code of the first screen.
import 'react-dom/client'
