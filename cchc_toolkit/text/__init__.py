"""Vietnamese text: numbers, words, sentences, citations, legacy encodings, strict files."""
