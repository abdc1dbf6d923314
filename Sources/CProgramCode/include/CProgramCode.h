// What of the program's own file lies in memory.

#ifndef CANCELSYNC_CPROGRAMCODE_H
#define CANCELSYNC_CPROGRAMCODE_H

// Gives the memory back that holds code and constants of the program and its libraries. What is used
// from then on is mapped again, from the system's cache of the file, as it was when it was first used;
// what only opening needed is not.
void program_code_give_back(void);

#endif
