/** Templates of the catalog: their forms, and the tasks that are made of them. */
package dev.callboard.scaffolder.parameters;
