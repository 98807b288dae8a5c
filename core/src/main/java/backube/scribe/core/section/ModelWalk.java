package backube.scribe.core.section;

import backube.scribe.core.json.Json;
import backube.scribe.core.section.Schema.Anything;
import backube.scribe.core.section.Schema.Choice;
import backube.scribe.core.section.Schema.Dictionary;
import backube.scribe.core.section.Schema.Field;
import backube.scribe.core.section.Schema.Limits;
import backube.scribe.core.section.Schema.Scalar;
import backube.scribe.core.section.Schema.Scalar.Kind;
import backube.scribe.core.section.Schema.Sequence;
import backube.scribe.core.section.Schema.Structure;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a schema from one of fabric8's model classes, by Jackson's list of its properties: those
 * classes swallow unknown fields, and so need a check of their own. Fields are sorted; none is
 * required; a type that has no schema of its own may be anything.
 */
final class ModelWalk {
  private static final int MAX_DEPTH = 15;

  private static final Map<Class<?>, Kind> KINDS =
      Map.of(
          String.class, Kind.TEXT,
          Boolean.class, Kind.BOOLEAN,
          Integer.class, Kind.INT32,
          Long.class, Kind.INT64,
          Double.class, Kind.NUMBER,
          Quantity.class, Kind.QUANTITY,
          IntOrString.class, Kind.INT_OR_STRING);

  private ModelWalk() {}

  static Schema of(Class<?> type) {
    return schema(Json.strict().constructType(type), 0);
  }

  private static Schema schema(JavaType type, int depth) {
    @Nullable Kind kind = KINDS.get(type.getRawClass());
    if (kind != null) {
      return new Scalar(kind, Limits.NONE);
    } else if (type.isEnumType()) {
      return new Choice(SchemaWalk.names(type.getRawClass()));
    } else if (type.isCollectionLikeType()) {
      return new Sequence(schema(type.getContentType(), depth), Integer.MAX_VALUE);
    } else if (type.isMapLikeType()) {
      return new Dictionary(schema(type.getContentType(), depth), Integer.MAX_VALUE);
    } else if (depth < MAX_DEPTH && KubernetesResource.class.isAssignableFrom(type.getRawClass())) {
      Map<String, Field> fields = new TreeMap<>();
      for (BeanPropertyDefinition property :
          Json.strict().getDeserializationConfig().introspect(type).findProperties()) {
        String see =
            "See %s of %s in the Kubernetes API reference."
                .formatted(property.getName(), type.getRawClass().getSimpleName());
        fields.put(
            property.getName(),
            new Field(schema(property.getPrimaryType(), depth + 1), see, false));
      }
      return new Structure(fields);
    }
    return new Anything();
  }
}
