/** Has diagrams drawn by a process of their own, and keeps what was drawn. */
package dev.callboard.docs.diagrams;
