package dev.callboard.scaffolder.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.template.TemplateEngine;
import dev.callboard.scaffolder.template.TemplateExtensions;
import dev.callboard.scaffolder.template.TemplateLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rendering of trees of files. */
class TreeRendererTest {
  private static final Map<String, Object> VALUES =
      Map.of("name", "shop", "empty", "", "up", "../up", "list", List.of("a", "b"));

  private final TreeRenderer renderer =
      new TreeRenderer(new TemplateEngine(TemplateLimits.DEFAULT, TemplateExtensions.NONE));
  private final MemoryTree source = new MemoryTree();
  private final MemoryTree target = new MemoryTree();
  private final List<String> log = new ArrayList<>();

  private MemoryTree render(Map<String, ?> input) throws IOException {
    renderer.render(source, target, TreeOptions.of(input), VALUES, log::add);
    return target;
  }

  @Test
  void names_and_contents_are_rendered() throws IOException {
    source.file("src/${{ values.name }}/${{ values.name }}.txt", "I am ${{ values.name }}");
    render(Map.of());
    assertEquals("I am shop", target.text("src/shop/shop.txt"));
    assertEquals(Set.of("src/shop/shop.txt"), target.files().keySet());
    assertEquals(TreeEntry.Kind.DIRECTORY, target.entry("src/shop").kind());
  }

  @Test
  void a_name_that_is_empty_leaves_out_the_file_or_the_directory() throws IOException {
    source.file("${{ values.empty }}", "x");
    source.file("${{ values.empty }}/in/a", "x");
    source.file("a/${{ values.empty }}/b", "x");
    source.file("a/${{ 'c' if values.name == 'shop' }}", "c");
    source.file("a/${{ 'd' if values.name == 'other' }}/e", "d");
    assertEquals(Set.of("a/c"), render(Map.of()).files().keySet());
    assertNull(target.entry("in"));
  }

  @Test
  void what_globs_name_is_copied_with_its_name_rendered() throws IOException {
    source.file("raw/${{ values.name }}.yaml", "${{ values.name }}");
    source.file("a.yaml", "${{ values.name }}");
    render(Map.of("copyWithoutTemplating", List.of("raw")));
    assertEquals("${{ values.name }}", target.text("raw/shop.yaml"));
    assertEquals("shop", target.text("a.yaml"));
    assertTrue(
        log.contains("Copying file/directory raw/${{ values.name }}.yaml without processing."));
  }

  @Test
  void the_older_option_leaves_names_as_they_are_too() throws IOException {
    source.file("raw/${{ values.name }}.yaml", "${{ values.name }}");
    render(Map.of("copyWithoutRender", List.of("raw/**")));
    assertEquals("${{ values.name }}", target.text("raw/${{ values.name }}.yaml"));
  }

  @Test
  void only_files_with_the_extension_are_rendered_when_one_is_given() throws IOException {
    source.file("a.txt.njk", "${{ values.name }}");
    source.file("${{ values.name }}.txt", "${{ values.name }}");
    source.file(".njk", "${{ values.name }}");
    render(Map.of("templateFileExtension", true));
    assertEquals("shop", target.text("a.txt"));
    assertEquals("${{ values.name }}", target.text("shop.txt"));
    assertEquals("${{ values.name }}", target.text(".njk"));
  }

  @Test
  void an_extension_may_be_given_without_its_dot() throws IOException {
    source.file("a.tmpl", "${{ values.name }}");
    assertEquals("shop", render(Map.of("templateFileExtension", "tmpl")).text("a"));
  }

  @Test
  void cookiecutter_templates_are_rendered_with_their_own_marks() throws IOException {
    source.file(
        "{{cookiecutter.name}}.json", "{{ cookiecutter.list | jsonify }} ${{ values.name }}");
    render(Map.of("cookiecutterCompat", true));
    assertEquals("[\"a\",\"b\"] $", target.text("shop.json"));
  }

  @Test
  void white_space_around_blocks_goes_when_asked() throws IOException {
    source.file("a", "x\n  {% if true %}\ny\n  {% endif %}\nz");
    render(Map.of("trimBlocks", true, "lstripBlocks", true));
    assertEquals("x\ny\nz", target.text("a"));
  }

  @Test
  void files_that_are_there_stay_unless_they_shall_be_replaced() throws IOException {
    source.file("a", "new");
    target.file("a", "old");
    assertEquals("old", render(Map.of()).text("a"));
    assertEquals("new", render(Map.of("replace", true)).text("a"));
  }

  @Test
  void binary_files_and_files_without_marks_keep_every_byte_and_their_mode() throws IOException {
    byte[] binary = {'$', '{', '{', ' ', 'x', 0, '}', '}'};
    byte[] latin = {'a', (byte) 0xE9, '\r', '\n'};
    source.write("bin", binary, true);
    source.write("latin", latin, false);
    source.write("run.sh", "${{ values.name }}".getBytes(StandardCharsets.UTF_8), true);
    render(Map.of());
    assertArrayEquals(binary, target.read("bin"));
    assertArrayEquals(latin, target.read("latin"));
    assertEquals("shop", target.text("run.sh"));
    assertTrue(target.entry("bin").executable() && target.entry("run.sh").executable());
  }

  @Test
  void options_that_exclude_each_other_are_refused() {
    for (Map<String, Object> input :
        List.<Map<String, Object>>of(
            Map.of("copyWithoutRender", List.of(), "copyWithoutTemplating", List.of()),
            Map.of("templateFileExtension", true, "copyWithoutTemplating", List.of()),
            Map.of("templateFileExtension", true, "cookiecutterCompat", true),
            Map.of("copyWithoutTemplating", "a"))) {
      assertThrows(PortalException.class, () -> TreeOptions.of(input), input.toString());
    }
  }

  @Test
  void a_file_that_cannot_be_rendered_is_named_with_line_and_column() {
    source.file("dir/a.txt", "ok\n${{ values.x | nosuch }}");
    PortalException error = assertThrows(PortalException.class, () -> render(Map.of()));
    assertEquals(
        "The template dir/a.txt cannot be rendered: line 2, column 16: there is no filter nosuch",
        error.getMessage());
  }

  @Test
  void P08_a_symbolic_link_is_refused_before_anything_is_written() {
    source.file("a", "a").link("link");
    PortalException error = assertThrows(PortalException.class, () -> render(Map.of()));
    assertTrue(error.getMessage().contains("symbolic link"), error.getMessage());
    assertTrue(target.files().isEmpty());
  }

  @Test
  void P09_a_name_that_leads_out_is_refused_before_anything_is_written() {
    source.file("a", "a").file("${{ values.up }}/b", "b");
    PortalException error = assertThrows(PortalException.class, () -> render(Map.of()));
    assertTrue(error.getMessage().contains("leads out"), error.getMessage());
    assertTrue(target.files().isEmpty());
  }
}
