package backube.scribe.core.section;

import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.core.resource.Role;
import backube.scribe.core.section.Schema.Field;
import backube.scribe.core.section.Schema.Structure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A flat section: the mover's own fields first, then those of its groups in the order in which the
 * side declares them.
 *
 * @param fields all of them
 * @param own the mover's
 * @param groups those of each group
 */
record SectionSchema(Structure fields, Structure own, Map<Group, Structure> groups) {
  static SectionSchema of(MoverSide<?, ?> side, Role role) throws UnsupportedSection {
    Structure own = SchemaWalk.of(side.section());
    Map<String, Field> all = new LinkedHashMap<>(own.fields());
    Map<String, String> owners = new LinkedHashMap<>();
    all.keySet().forEach(name -> owners.put(name, "the mover's own"));
    Map<Group, Structure> groups = new LinkedHashMap<>();
    for (Group group : side.groups()) {
      Structure fields = new Structure(GroupFields.of(group, role));
      if (groups.put(group, fields) != null) {
        throw new UnsupportedSection("group " + words(group) + " is declared twice");
      }
      for (Map.Entry<String, Field> field : fields.fields().entrySet()) {
        String owner = owners.put(field.getKey(), "of group " + words(group));
        if (owner != null) {
          throw new UnsupportedSection(
              "%s: this field is %s and of group %s; give it another name or leave the group out"
                  .formatted(field.getKey(), owner, words(group)));
        }
        all.put(field.getKey(), field.getValue());
      }
    }
    return new SectionSchema(new Structure(all), own, groups);
  }

  /** The part of a section that has the fields of {@code owner}. */
  static ObjectNode part(JsonNode section, Structure owner) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    List<String> names = new ArrayList<>(owner.fields().keySet());
    for (String name : names) {
      JsonNode value = section.get(name);
      if (value != null) {
        part.set(name, value);
      }
    }
    return part;
  }

  private static String words(Group group) {
    return group.name().isEmpty()
        ? group.kind().name()
        : group.kind().name() + "(" + group.name() + ")";
  }
}
